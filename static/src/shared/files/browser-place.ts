/** Where this page reads files: its own links are good from when it was made, those in the talk for some days. */
interface PageWithFiles {
  files?: { url?: string } | null;
}

let template: string | null = null;

/** The address of a file for this reader, "" where the page knows none. */
export function fileUrl(id: string): string {
  template ??= read();
  return template.replace("FILE_ID", encodeURIComponent(id));
}

function read(): string {
  try {
    const data = JSON.parse(document.getElementById("chatxblock-data")?.textContent ?? "{}") as PageWithFiles;
    return data.files?.url ?? "";
  } catch {
    return "";
  }
}
