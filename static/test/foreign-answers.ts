/** What browsers are answered in a server's place: by firewalls, captive portals, balancers, log-in pages, and by nobody. */

function page(status: number, title: string, headers: Record<string, string> = {}): Response {
  const body = `<!doctype html><title>${title}</title><h1>${title}</h1>`;
  return new Response(body, { status, headers: { "Content-Type": "text/html", ...headers } });
}

function json(status: number, body: string, type = "application/json"): Response {
  return new Response(body, { status, headers: { "Content-Type": type } });
}

/** By name; each is a whole response, or none. */
export const FOREIGN: [string, Response | "down"][] = [
  ["nothing at all", "down"],
  ["the 403 page of a firewall", page(403, "Request blocked")],
  ["a CSRF failure of the platform", page(403, "CSRF verification failed")],
  ["a captive portal's 200", page(200, "Welcome to the hotel")],
  ["a log-in page after a redirect", page(200, "Sign in or Register")],
  ["a balancer's 404 in a deploy", page(404, "404 Not Found")],
  ["a proxy that asks who we are", page(401, "Authorization Required", { "WWW-Authenticate": "Basic" })],
  ["a proxy for which we say too much", page(413, "Request Entity Too Large")],
  ["a proxy that is asked too often", page(429, "Too Many Requests")],
  ["a bad gateway", page(502, "Bad Gateway")],
  ["a server that is being mended", page(503, "Maintenance")],
  ["an empty success", new Response("", { status: 200 })],
  ["no content", new Response(null, { status: 204 })],
  ["an empty refusal", new Response("", { status: 403 })],
  ["null", json(200, "null")],
  ["null in a refusal", json(403, "null")],
  ["a list", json(200, "[]")],
  ["a number", json(200, "1")],
  ["an object of somebody else's", json(200, '{"status": "ok"}')],
  ["an error of somebody else's", json(403, '{"error": "Blocked", "message": "Forbidden"}')],
  ["an error with a number for a code", json(403, '{"error": "Blocked", "code": 1020}')],
  ["an error with a code of somebody else's", json(404, '{"error": "Blocked", "code": "route-not-found"}')],
  ["half an answer", json(200, '{"call": {"id": "c1"')],
  ["JSON that says it is text, and is not ours", json(403, '{"detail": "no"}', "text/plain")],
];
