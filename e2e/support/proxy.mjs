// A network that can be cut: a TCP proxy between clients and a server.
import { once } from "node:events";
import { connect, createServer } from "node:net";

export class Proxy {
  #pairs = new Set();
  #down = false;

  /** Listens in front of a server; clients use `url`. */
  static async before(server) {
    const proxy = new Proxy();
    proxy.listener = createServer((client) => proxy.#join(client, server.port)).listen(0, "127.0.0.1");
    await once(proxy.listener, "listening");
    proxy.url = `http://127.0.0.1:${proxy.listener.address().port}`;
    return proxy;
  }

  #join(client, port) {
    if (this.#down) {
      client.resetAndDestroy();
      return;
    }
    const server = connect(port, "127.0.0.1");
    const pair = [client, server];
    this.#pairs.add(pair);
    const part = () => {
      this.#pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    for (const [from, to] of [pair, [server, client]]) {
      from.on("error", part);
      from.on("close", part);
      from.pipe(to);
    }
  }

  /** Breaks every connection where it stands, whether its request or its answer is on the way. */
  cut() {
    for (const pair of this.#pairs) for (const socket of pair) socket.resetAndDestroy();
    this.#pairs.clear();
  }

  /** Nothing gets through, in either direction, and nobody is told. */
  hold() {
    for (const pair of this.#pairs) for (const socket of pair) socket.pause();
  }

  release() {
    for (const pair of this.#pairs) for (const socket of pair) socket.resume();
  }

  /** No connection and no new one until it is `up`. */
  down() {
    this.#down = true;
    this.cut();
  }

  up() {
    this.#down = false;
  }

  async close() {
    this.cut();
    this.listener.close();
    await once(this.listener, "close");
  }
}
