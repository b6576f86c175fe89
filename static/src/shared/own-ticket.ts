/** Who is logged in may change while a page is open; then what stands in it must not go out in the other's name. */
import type { Handlers } from "./handlers";
import type { Ticket } from "./wire";

/** Answer with a ticket if it is for the page's person, "" being anybody; else tell so, and never answer with it. */
export async function ownTicket(ticket: Promise<Ticket>, person: string, strange: () => void): Promise<Ticket> {
  const taken = await ticket;
  if (person && taken.nick !== person) {
    strange();
    throw new Error("another person");
  }
  return taken;
}

/** Before believing that somebody may not see something: find out whether it is she who asked. */
export async function checkPerson(handlers: Handlers, person: string, strange: () => void): Promise<void> {
  await ownTicket(handlers.post<Ticket>("ticket"), person, strange).catch(() => undefined);
}
