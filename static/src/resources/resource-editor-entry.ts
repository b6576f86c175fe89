/** Entry of the page on which a learning resource is written. */
import type { EditorData } from "../shared/wire";

class ResourceEditor extends HTMLElement {
  data: EditorData | null = null;
}

customElements.define("chatxblock-resource-editor", ResourceEditor);

const place = document.querySelector("main");
const text = document.getElementById("chatxblock-data")?.textContent;
if (place && text) {
  const element = document.createElement("chatxblock-resource-editor") as ResourceEditor;
  element.data = JSON.parse(text) as EditorData;
  place.replaceChildren(element);
}
