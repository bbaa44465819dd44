// One question over the wire: events as they come, and every way to fail as an error with a code.
const fault = (code, message) => Object.assign(new Error(message), { code });

const ask = async (url, body, signal, take) => {
  const response = await fetch(url, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), credentials: "omit", signal,
  });
  if (!response.ok) {
    const { error } = await response.json().catch(() => ({}));
    throw fault(error?.code || "failed", error?.message);
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  for (let rest = "", part; !(part = await reader.read()).done;) {
    const events = (rest + decoder.decode(part.value, { stream: true })).split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const [, name, data] = event.match(/^event: (\w+)\ndata: (.*)/);
      const value = JSON.parse(data);
      if (name === "error") throw fault(value.error.code, value.error.message);
      take(name, value);
    }
  }
};
