import { h, text } from "./dom.js";

const RETRY_MS = 1500;

/** The stream as viewers have it: its segments, with sound, some seconds behind. */
export class Player {
  #hls = null;
  #timer = null;

  constructor(id, viewerUrl) {
    this.url = viewerUrl.replace("{id}", encodeURIComponent(id));
    this.video = h("video", { controls: true, playsinline: true, "aria-label": `${id}, as viewers see it` });
    this.note = h("p", { class: "note", role: "status" });
    this.element = h("div", { class: "player", hidden: true }, this.video,
      h("p", { class: "quiet" }, "As viewers see it, with sound: ", h("a", { href: this.url }, this.url)), this.note);
  }

  open() {
    this.element.hidden = false;
    const { Hls } = window;
    const playlist = `${this.url}index.m3u8`;
    if (!Hls?.isSupported()) {
      this.video.src = playlist; // a browser that plays HLS by itself
      return;
    }
    this.#hls = new Hls({ enableWorker: false, maxLiveSyncPlaybackRate: 1.05 });
    this.#hls.on(Hls.Events.ERROR, (_, data) => {
      if (data.fatal) {
        text(this.note, `It cannot be played yet (${data.details}); trying again.`);
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#again(data, playlist), RETRY_MS);
      }
    });
    this.#hls.on(Hls.Events.FRAG_BUFFERED, () => text(this.note, ""));
    this.#hls.loadSource(playlist);
    this.#hls.attachMedia(this.video);
    this.video.play().catch(() => { this.video.muted = true; this.video.play().catch(() => {}); });
  }

  #again(data, playlist) {
    if (data.type === window.Hls.ErrorTypes.MEDIA_ERROR) {
      this.#hls?.recoverMediaError();
    } else {
      this.#hls?.loadSource(playlist);
      this.#hls?.startLoad();
    }
  }

  close() {
    clearTimeout(this.#timer);
    this.#hls?.destroy();
    this.#hls = null;
    this.video.removeAttribute("src");
    this.element.hidden = true;
  }
}
