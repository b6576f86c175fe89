/** Entry of the form in Studio, in which an author sets the block up. */
import { Hints } from "../shared/finding/hints-view";
import { Texts } from "../shared/texts";
import type { StudioData } from "../shared/wire";
import { Form } from "./form";
import { StudioForm } from "./form-view";
import { PeopleField } from "./people-view";
import { RoundsField } from "./rounds-view";
import { Saving, type StudioRuntime } from "./saving";

function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}

export function openForm(runtime: StudioRuntime, block: Element, place: Element, data: StudioData): void {
  define("chatxblock-hints", Hints);
  define("chatxblock-studio-people", PeopleField);
  define("chatxblock-studio-rounds", RoundsField);
  define("chatxblock-studio-form", StudioForm);
  const saving = new Saving(runtime, block, data.csrf, (url, init) => fetch(url, init));
  const element = document.createElement("chatxblock-studio-form") as StudioForm;
  element.texts = new Texts(data.texts, data.language);
  element.form = new Form(data, saving);
  element.dir = data.direction;
  element.lang = data.language;
  place.append(element);
}
