// A clip on its way to the server.

/** Where a clip is sent: what is said of it stands in the address. */
export function addressOf(clips, told) {
  const address = new URL(clips, location.href);
  for (const [name, value] of told) address.searchParams.set(name, value);
  return address;
}

/** Send a clip: what the server says of it (`kept`), or one sentence why it was not taken (`refused`); throws without a line. */
export async function sendClip(clips, told, film) {
  const headers = {"content-type": "application/octet-stream"};
  const answer = await fetch(addressOf(clips, Object.entries(told)), {method: "PUT", body: film, headers});
  return answer.ok ? {kept: await answer.json()} : {refused: (await answer.text()).trim()};
}
