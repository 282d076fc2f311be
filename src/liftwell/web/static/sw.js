// Opens the session of the day where there is no line: the page itself, and what it loads. Nothing else is kept.
const ROOM = "liftwell-session-1", WAIT_MS = 4000, SESSION = /^\/of\/[^/]+\/session$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const {method, url, mode} = event.request, {origin, pathname} = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(ofFile(event.request));
  else if (mode === "navigate" && SESSION.test(pathname)) event.respondWith(ofSession(event.request));
  else if (mode === "navigate" && pathname === "/") event.respondWith(ofStart(event.request));
});

/** The page that began this worker loaded everything before it: it tells what, and hears whether all is kept. */
self.addEventListener("message", (event) => {
  const {data, ports: [port]} = event;
  event.waitUntil(Promise.all(data.map(keep)).then((kept) => port.postMessage(kept.every(Boolean)), () => port.postMessage(false)));
});

async function keep(address) {
  const request = new Request(address);
  const {ok, redirected} = await (request.url.includes("/static/") ? ofFile(request) : ofSession(request));
  return ok && !redirected;
}

/** Files have a digest in their address, so that what is kept is never old. */
async function ofFile(request) {
  const room = await caches.open(ROOM), kept = await room.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await room.put(request, answer.clone());
  return answer;
}

/** The newest page, or where the server does not answer the one that was opened last. */
async function ofSession(request) {
  const room = await caches.open(ROOM);
  try {
    const answer = await fetch(request, {signal: AbortSignal.timeout(WAIT_MS)});
    if (answer.ok && !answer.redirected) await room.put(request.url, answer.clone());
    else if (answer.redirected || answer.status === 401) await room.delete(request.url);  // there is no session any more
    return answer;
  } catch {
    return (await room.match(request.url)) ?? Response.error();
  }
}

/** What the icon on the home screen opens; without a line the session that was opened last. */
async function ofStart(request) {
  try {
    return await fetch(request, {signal: AbortSignal.timeout(WAIT_MS)});
  } catch {
    const kept = (await (await caches.open(ROOM)).keys()).map(({url}) => url);
    const last = kept.findLast((url) => SESSION.test(new URL(url).pathname));
    return last ? Response.redirect(last) : Response.error();
  }
}
