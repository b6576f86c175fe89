import type { Bell } from "../../shared/bell";
import { Signal } from "../../shared/signal";
import type { WindowsChannel } from "../../shared/windows";

type Message = { bell: "who" | "here" | "gone" };

/** Knows whether another window of this browser can ring, so that only one that nobody can hear asks for a click. */
export class Bells {
  readonly changed = new Signal();
  elsewhere = false;
  private stops: (() => void)[] = [];

  constructor(
    readonly own: Bell,
    private readonly channel: WindowsChannel | null,
  ) {}

  start(): void {
    this.stops = [
      this.own.changed.subscribe(() => {
        this.tell();
        this.changed.emit();
      }),
    ];
    if (this.channel) this.stops.push(this.channel.received.subscribe((message) => this.hear(message as Message)));
    this.post("who");
    this.tell();
  }

  /** This window goes: the others have to look who is left. */
  stop(): void {
    for (const stop of this.stops) stop();
    if (this.own.ready) this.post("gone");
  }

  private hear({ bell }: Message): void {
    if (bell === "who") this.tell();
    else if (bell === "here") this.found(true);
    else if (bell === "gone") {
      this.found(false);
      this.post("who");
    }
  }

  private found(elsewhere: boolean): void {
    if (this.elsewhere === elsewhere) return;
    this.elsewhere = elsewhere;
    this.changed.emit();
  }

  private tell(): void {
    if (this.own.ready) this.post("here");
  }

  private post(bell: Message["bell"]): void {
    this.channel?.post({ bell });
  }
}
