// The door's own page: the stream is the one of its address, the key is asked for.
import { mountCamera } from './camera.js';

const id = decodeURIComponent(location.pathname.split('/').pop());
const key = document.getElementById('key');
document.getElementById('stream').textContent = id;
document.title = `Publish to ${id}`;

document.getElementById('form').addEventListener('submit', (event) => event.preventDefault());

const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
mountCamera(document.getElementById('camera'), {
  address: () => `${scheme}://${location.host}${location.pathname}`,
  key: () => key.value.trim(),
});
