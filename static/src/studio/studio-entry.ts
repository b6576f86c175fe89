/** Entry of the script that Studio calls for the block's form: a classic script, which loads the form when it is opened. */
import type { StudioRuntime } from "./saving";

type Root = Element | ArrayLike<Element>;

function ChatXBlockStudio(runtime: StudioRuntime, element: Root, json: string): void {
  const outer = element instanceof Element ? element : element[0];
  const place = outer?.matches(".chatxblock-studio") ? outer : outer?.querySelector(".chatxblock-studio");
  if (!outer || !place || place.firstChild) return;
  const data = JSON.parse(json) as { script: string };
  import(/* @vite-ignore */ new URL(data.script, document.baseURI).href).then(
    ({ openForm }) => openForm(runtime, outer, place, data),
    () => place.append("This form could not be loaded. Close it, and open it again."),
  );
}

Object.assign(window, { ChatXBlockStudio });
