// A browser's camera or screen as the source of a stream: what MediaRecorder records goes through a WebSocket to the door of an
// ingest host. `CameraPublisher` does it, `mountCamera` puts the buttons for it on a page. Nothing of the key is kept.

/** What decodes cheapest first; Safari records fragmented MP4 alone. */
const KINDS = [
  'video/webm;codecs=vp8,opus',
  'video/webm;codecs=h264,opus',
  'video/webm',
  'video/mp4;codecs=avc1.42E01F,mp4a.40.2',
  'video/mp4',
];

const SLICE_MS = 200;
const LONGEST_MESSAGE = 1 << 20;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 8000;

/** Close codes after which the same thing would happen again. */
const FINAL = new Set([4400, 4401, 4404, 4415, 4422]);

/** Those that a host gives until it has heard of a key or a stream that was just made. */
const NOT_YET = new Set([4401, 4404]);

/**
 * Sends a MediaStream to a door, again and again until it is stopped.
 *
 * options: address (ws://HOST:PORT/publish/STREAM), key, newKeyMs (0: for how long its host may not know it yet), stream (a
 * MediaStream), bitsPerSecond (2,500,000),
 * said(state, words): 'connecting', 'live', 'waiting', 'stopped', 'refused'.
 */
export class CameraPublisher {
  #options;
  #socket = null;
  #recorder = null;
  #pause = FIRST_PAUSE_MS;
  #timer = null;
  #stopped = false;
  #held = false;
  #knownFrom;

  constructor(options) {
    this.#options = { bitsPerSecond: 2_500_000, newKeyMs: 0, said: () => {}, ...options };
    this.#knownFrom = performance.now() + this.#options.newKeyMs;
  }

  /** How many bytes wait in this browser to be sent. */
  get waitingBytes() {
    return this.#socket?.bufferedAmount ?? 0;
  }

  start() {
    this.#options.said('connecting', 'Connecting');
    const socket = new WebSocket(this.#options.address);
    this.#socket = socket;
    socket.onopen = () => socket.send(this.#options.key);
    socket.onmessage = (event) => {
      if (event.data !== 'welcome' || this.#recorder) {
        return;
      }
      this.#pause = FIRST_PAUSE_MS;
      this.#record();
      this.#options.said('live', 'Live');
    };
    socket.onclose = (event) => this.#closed(event);
  }

  stop(words = 'Stopped') {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#endRecorder();
    this.#socket?.close(1000);
    this.#options.said('stopped', words);
  }

  #closed(event) {
    this.#endRecorder();
    if (this.#stopped) {
      return;
    }
    const words = event.reason || 'the connection was lost';
    const notYet = NOT_YET.has(event.code) && performance.now() < this.#knownFrom;
    if (FINAL.has(event.code) && !notYet) {
      this.#stopped = true;
      this.#options.said('refused', words);
      return;
    }
    this.#options.said('waiting', `${words}; trying again`);
    this.#timer = setTimeout(() => this.start(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
  }

  #record() {
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    const recorder = new MediaRecorder(this.#options.stream, {
      mimeType,
      videoBitsPerSecond: this.#options.bitsPerSecond,
      audioBitsPerSecond: 128_000,
      videoKeyFrameIntervalDuration: 2000,
    });
    this.#recorder = recorder;
    this.#held = false;
    this.#socket.send('begin');
    recorder.ondataavailable = (event) => this.#send(recorder, event.data);
    recorder.onerror = () => this.stop('The browser cannot record this');
    recorder.start(SLICE_MS);
  }

  /** A network that is slower than the picture costs a piece of it: a new recording begins when it is free again. */
  #send(recorder, data) {
    if (recorder !== this.#recorder || data.size === 0 || this.#socket.readyState !== WebSocket.OPEN) {
      return;
    }
    if (this.#held) {
      if (this.waitingBytes === 0) {
        this.#endRecorder();
        this.#record();
        this.#options.said('live', 'Live');
      }
    } else if (this.waitingBytes > this.#options.bitsPerSecond / 4) {
      this.#held = true;
      this.#options.said('waiting', 'The network is too slow: a piece is left out');
    } else {
      // After a pause or a sleep of the machine a piece may be many times as large as usual, and longer than the door takes at once.
      for (let at = 0; at < data.size; at += LONGEST_MESSAGE) {
        this.#socket.send(data.slice(at, at + LONGEST_MESSAGE));
      }
    }
  }

  #endRecorder() {
    const recorder = this.#recorder;
    this.#recorder = null;
    if (recorder && recorder.state !== 'inactive') {
      recorder.stop();
    }
  }
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      made.addEventListener(key.slice(2), value);
    } else if (value !== false) {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children);
  return made;
}

async function open(kind, camera) {
  const devices = navigator.mediaDevices;
  if (!devices) {
    throw new Error('this page is not secure: browsers lend a camera to https and localhost alone');
  }
  if (kind === 'screen') {
    return devices.getDisplayMedia({ video: { frameRate: 30 }, audio: true });
  }
  const video = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
  return devices.getUserMedia({ video: camera ? { ...video, deviceId: { exact: camera } } : video, audio: true });
}

/**
 * Puts a button, the choices, a preview and a line of status into an element. Returns a function that takes it all away.
 *
 * options: address() and key() of the stream, asked for when the button is pressed (the key may be a promise); newKeyMs;
 * bitsPerSecond.
 */
export function mountCamera(root, options) {
  let stream = null;
  let publisher = null;
  const preview = element('video', { muted: true, playsinline: true, autoplay: true, hidden: true, 'aria-label': 'Preview' });
  preview.muted = true;
  const status = element('p', { role: 'status', class: 'camera-status' });
  const kind = element(
    'select',
    { onchange: () => update() },
    element('option', { value: 'camera' }, 'Camera'),
    element('option', { value: 'screen' }, 'Screen or window'),
  );
  const device = element('select', {}, element('option', { value: '' }, 'Usual camera'));
  const deviceLabel = element('label', {}, 'Which camera ', device);
  const button = element('button', { type: 'button', onclick: () => (publisher ? stop('Stopped') : start()) });

  function update() {
    button.textContent = publisher ? 'Stop' : "Use this browser's camera";
    button.setAttribute('aria-pressed', String(publisher !== null));
    kind.disabled = device.disabled = publisher !== null;
    deviceLabel.hidden = kind.value !== 'camera';
    preview.hidden = stream === null;
    if (!publisher && kind.value === 'screen') {
      button.textContent = "Use this browser's screen";
    }
  }

  function say(state, words) {
    status.dataset.state = state;
    status.textContent = words;
    if (state === 'refused') {
      release();
    }
  }

  async function listCameras() {
    const known = await navigator.mediaDevices.enumerateDevices();
    const cameras = known.filter((one) => one.kind === 'videoinput' && one.deviceId);
    const chosen = device.value;
    device.replaceChildren(
      element('option', { value: '' }, 'Usual camera'),
      ...cameras.map((one) => element('option', { value: one.deviceId }, one.label || 'Camera')),
    );
    device.value = chosen;
  }

  async function start() {
    button.disabled = true;
    say('asking', 'Waiting for your permission');
    try {
      stream = await open(kind.value, device.value);
      preview.srcObject = stream;
      stream.getVideoTracks()[0].addEventListener('ended', () => stop('The picture was ended'));
      await listCameras();
      publisher = new CameraPublisher({
        address: options.address(),
        key: await options.key(),
        newKeyMs: options.newKeyMs ?? 0,
        stream,
        ...(options.bitsPerSecond && { bitsPerSecond: options.bitsPerSecond }),
        said: say,
      });
      publisher.start();
    } catch (error) {
      release();
      say('refused', error.name === 'NotAllowedError' ? 'The browser was not allowed to use it' : error.message);
    } finally {
      button.disabled = false;
      update();
    }
  }

  function release() {
    publisher = null;
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    preview.srcObject = null;
    update();
  }

  function stop(words) {
    publisher?.stop(words);
    release();
  }

  const box = element('div', { class: 'camera' }, element('label', {}, 'Source ', kind), deviceLabel, button, status, preview);
  root.append(box);
  update();
  return () => {
    stop('Stopped');
    box.remove();
  };
}
