import type { ServerResponse } from 'node:http';
import type { Delivery, Reader } from '../engine/delivery.ts';
import type { StreamSettings } from '../settings.ts';
import { Outlet } from '../streams/outlet.ts';
import type { StreamFormat } from './stream-format.ts';

/** One operation's answers in one HTTP response. A client that takes nothing, or too little, is cut off. */
export class HttpStream implements Reader {
  readonly #response: ServerResponse;
  readonly #format: StreamFormat;
  readonly #outlet: Outlet;

  constructor(response: ServerResponse, format: StreamFormat, settings: StreamSettings) {
    this.#response = response;
    this.#format = format;
    this.#outlet = new Outlet(
      {
        write: (data, sent) => (this.#isOpen ? response.write(data, sent) : sent()),
        giveUp: () => response.destroy(),
      },
      settings,
    );
    response.writeHead(200, {
      'content-type': format.contentType,
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    this.#outlet.send(format.begin);
    const stopHeartbeats = this.#keepAlive(settings);
    response.once('close', () => {
      stopHeartbeats();
      this.#outlet.close();
    });
  }

  get hasRoom(): boolean {
    return this.#outlet.hasRoom;
  }

  onRoom(wake: () => void): void {
    this.#outlet.onRoom(wake);
  }

  take(answer: Delivery): void {
    this.#outlet.send(this.#format.answer(answer));
  }

  /** Says that there is no more to come. */
  complete(): void {
    if (this.#isOpen) this.#response.end(this.#format.end);
  }

  /** Ends without saying so: the client knows that it has to come back. */
  breakOff(): void {
    if (this.#isOpen) this.#response.end();
  }

  get #isOpen(): boolean {
    return !this.#response.writableEnded && !this.#response.destroyed;
  }

  #keepAlive({ pingIntervalMs }: StreamSettings): () => void {
    const { heartbeat, heartbeatMs = pingIntervalMs } = this.#format;
    if (heartbeat === undefined) return () => undefined;
    const beat = (): void => {
      if (this.hasRoom) this.#outlet.send(heartbeat);
    };
    const heartbeats = setInterval(beat, Math.min(pingIntervalMs, heartbeatMs));
    return () => clearInterval(heartbeats);
  }
}
