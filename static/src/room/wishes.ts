/** What a reader can ask for in a dialog of the room window: the words, and what carrying it out means. */
import type { Reported } from "../shared/reporting/reported";
import { failureWords } from "../shared/failure";
import { isolated, type Texts } from "../shared/texts";

/** A conversation that people can be asked into and taken out of. */
export interface Led {
  act(handler: string, body?: object): Promise<void>;
}

/** What needs a yes, or a name. */
export type Question = { kind: "leave" } | { kind: "invite" } | { kind: "solved" } | { kind: "remove"; jid: string; name: string };

/** What is told to the teachers: a line with what it says, or a person with their name; the talk where it is neither. */
export type ReportWish = { kind: "report" } & Omit<Reported, "callId">;

/** `note`: what has to be known of the file, where that is not that the talk goes on. */
export type Wish = Question | ReportWish | { kind: "export"; url: string; note?: string };

export interface Words {
  heading: string;
  text: string;
  confirm: string;
  /** What is done where it is not confirmed. */
  cancel: string;
  /** It ends something for somebody. */
  danger?: boolean;
  field: string;
  /** Returns "" or a sentence about what went wrong. To leave is nothing that could go wrong here. */
  carryOut: (conversation: Led, value: string) => Promise<string>;
}

export function wordsOf(texts: Texts, wish: Question): Words {
  const { t } = texts;
  const attempt = (act: (conversation: Led, value: string) => Promise<void>): Words["carryOut"] => {
    return (conversation, value) => trying(texts, () => act(conversation, value));
  };
  if (wish.kind === "leave") {
    return {
      heading: t("Leave this conversation?"),
      text: t("The log is kept and you can export it. When everybody has left, the conversation is closed."),
      confirm: t("Leave"),
      cancel: t("Stay"),
      field: "",
      carryOut: async () => "",
    };
  }
  if (wish.kind === "invite") {
    return {
      heading: t("Invite somebody"),
      text: t("Type the user name of somebody in this course. They can read what was said so far."),
      confirm: t("Invite"),
      cancel: t("Not now"),
      field: t("Name"),
      carryOut: attempt((conversation, person) => conversation.act("invite", { person })),
    };
  }
  if (wish.kind === "solved") {
    return {
      heading: t("Is your question solved?"),
      text: t("We tell the helpers. You can go on talking, and leave when you like."),
      confirm: t("It's solved"),
      cancel: t("Not yet"),
      field: "",
      carryOut: attempt((conversation) => conversation.act("solved")),
    };
  }
  return {
    heading: t("Remove {name}?", { name: isolated(wish.name) }),
    text: t("They can't read or write here any more. What they wrote stays in the log."),
    confirm: t("Remove"),
    cancel: t("Let them stay"),
    danger: true,
    field: "",
    carryOut: attempt((conversation) => conversation.act("remove", { person: wish.jid })),
  };
}

async function trying({ t }: Texts, act: () => Promise<void>): Promise<string> {
  try {
    await act();
    return "";
  } catch (error) {
    return failureWords(t, error);
  }
}
