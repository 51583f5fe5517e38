// The public REST API, and nothing else. The token is sent as a header with everything, also with streams and downloads.

const tokenKey = "imapapi-token";

export class ApiError extends Error {
  constructor(status, body) {
    super(body.message ?? body.title ?? `The server answered ${status}.`);
    this.status = status;
    this.code = body.code;
    this.serverResponse = body.serverResponse;
    this.fields = body.fields;
  }
}

export const token = {
  get: () => sessionStorage.getItem(tokenKey),
  set: (value) => sessionStorage.setItem(tokenKey, value),
  clear: () => sessionStorage.removeItem(tokenKey),
};

let whenUnauthorized = () => {};

export function onUnauthorized(action) {
  whenUnauthorized = action;
}

export async function send(method, path, { body, signal, headers } = {}) {
  const request = { method, signal, headers: { ...headers } };
  if (token.get())
    request.headers.authorization = `Bearer ${token.get()}`;
  if (body !== undefined || method === "POST") {
    request.headers["content-type"] = "application/json";
    request.body = JSON.stringify(body ?? {});
  }
  let response;
  try {
    response = await fetch(path, request);
  } catch (error) {
    if (error.name === "AbortError")
      throw error;
    throw new ApiError(0, { message: "The server cannot be reached. Is it running?" });
  }
  if (response.ok)
    return response;
  if (response.status === 401)
    whenUnauthorized();
  throw new ApiError(response.status, await response.json().catch(() => ({})));
}

const json = (method) => async (path, body, options = {}) => (await send(method, path, { body, ...options })).json();

export const get = (path, options) => json("GET")(path, undefined, options);
export const post = json("POST");
export const put = json("PUT");
export const remove = (path, options) => json("DELETE")(path, undefined, options);

/** A path of the API: `${}` parts are escaped, absent query values left out. */
export function url(strings, ...values) {
  return strings.reduce((path, piece, i) => path + piece + (i < values.length ? encodeURIComponent(values[i]) : ""), "");
}

export function query(path, values) {
  const text = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "")).toString();
  return text ? `${path}?${text}` : path;
}

export async function download(path, filename, progress) {
  const response = await send("GET", path);
  const reader = response.body.getReader();
  const pieces = [];
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    pieces.push(read.value);
    length += read.value.length;
    progress?.(length);
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(pieces, { type: "application/octet-stream" }));
  link.download = filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  return length;
}

/** Follows events until the signal is aborted; connects again after interruptions, where it was. */
export async function follow(path, signal, onEvent) {
  let last;
  while (!signal.aborted) {
    try {
      const response = await send("GET", path, { signal, headers: last === undefined ? {} : { "last-event-id": last } });
      await readEvents(response.body.getReader(), (event) => {
        last = event.id ?? last;
        if (event.data)
          onEvent(event.event, JSON.parse(event.data));
      });
    } catch (error) {
      if (signal.aborted || error.status === 401 || error.status === 403 || error.status === 404)
        return;
    }
    await pause(2000, signal);
  }
}

async function readEvents(reader, onEvent) {
  const decoder = new TextDecoder();
  let text = "";
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    text += decoder.decode(read.value, { stream: true });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      onEvent(parse(text.slice(0, end)));
      text = text.slice(end + 2);
    }
  }
}

function parse(block) {
  const event = {};
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon <= 0)
      continue;
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, "")];
    event[name] = name === "data" && event.data ? `${event.data}\n${value}` : value;
  }
  return event;
}

export function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}

/** Calls again and again until the signal is aborted; not while nobody looks. */
export async function poll(milliseconds, signal, work) {
  while (!signal.aborted) {
    if (!document.hidden)
      await work();
    await pause(milliseconds, signal);
  }
}
