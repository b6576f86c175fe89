/** Entry of the page on which a learning resource is read; its text is in the page already. */
import type { ResourceData } from "../shared/wire";

class Resource extends HTMLElement {
  data: ResourceData | null = null;
}

customElements.define("chatxblock-resource", Resource);

const place = document.querySelector("main");
const text = document.getElementById("chatxblock-data")?.textContent;
if (place && text) {
  const element = document.createElement("chatxblock-resource") as Resource;
  element.data = JSON.parse(text) as ResourceData;
  place.append(element);
}
