const CRLF = [13, 10];
const text = new TextDecoder();

/** Parts of a multipart body, each with its headers (names in lower case) and its bytes, whose length is always said. */
export async function* parts(stream, contentType) {
  const boundary = /boundary="?([^";]+)/.exec(contentType)?.[1];
  if (!boundary) {
    throw new Error(`no parts: ${contentType}`);
  }
  const input = new Input(stream.getReader());
  try {
    for (;;) {
      const line = await input.line();
      if (line === null || line === `--${boundary}--`) {
        return;
      }
      if (line !== `--${boundary}`) {
        continue; // the end of the line behind a body
      }
      const headers = new Map();
      for (let header = await input.line(); header; header = await input.line()) {
        const colon = header.indexOf(":");
        headers.set(header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim());
      }
      yield { headers, body: await input.bytes(Number(headers.get("content-length") ?? 0)) };
    }
  } finally {
    input.cancel();
  }
}

/** Bytes that come in pieces. */
class Input {
  #held = new Uint8Array(0);

  constructor(reader) {
    this.reader = reader;
  }

  async line() {
    for (let from = 0; ;) {
      const end = this.#endOfLine(from);
      if (end >= 0) {
        const line = text.decode(this.#held.subarray(0, end));
        this.#held = this.#held.subarray(end + CRLF.length);
        return line;
      }
      from = Math.max(0, this.#held.length - 1);
      if (!(await this.#more())) {
        return null;
      }
    }
  }

  #endOfLine(from) {
    for (let at = this.#held.indexOf(CRLF[0], from); at >= 0; at = this.#held.indexOf(CRLF[0], at + 1)) {
      if (this.#held[at + 1] === CRLF[1]) {
        return at;
      }
    }
    return -1;
  }

  async bytes(length) {
    while (this.#held.length < length && await this.#more()) {
      // more has come
    }
    const bytes = this.#held.slice(0, length);
    this.#held = this.#held.subarray(length);
    return bytes;
  }

  async #more() {
    const { value, done } = await this.reader.read();
    if (done) {
      return false;
    }
    const all = new Uint8Array(this.#held.length + value.length);
    all.set(this.#held);
    all.set(value, this.#held.length);
    this.#held = all;
    return true;
  }

  cancel() {
    this.reader.cancel().catch(() => {});
  }
}
