// Measures how long `TextDecoder` takes for a message of ASCII characters. Node 20 maps memory for
// each text over 128 KiB: if page faults are slow, as on some virtual machines, decoding takes
// longer than parsing, and everything that is compared with both appears fast.

const [rounds, bytes] = [100, 2 ** 18];
const slowMicroseconds = 200;

/** Describes how long decoding takes on this version of Node, and what that means for the ratios. */
export function describeDecoding(): string {
  const body = new Uint8Array(bytes).fill(97);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decodeAll = () => {
    for (let round = 0; round < rounds; round++) decoder.decode(body);
  };
  decodeAll();
  const started = process.cpuUsage();
  decodeAll();
  const { user, system } = process.cpuUsage(started);
  const microseconds = (user + system) / rounds;
  const sentence = `Decoding 256 KiB of ASCII takes ${microseconds.toFixed(0)} µs on Node ${process.versions.node}.`;
  if (microseconds < slowMicroseconds) return sentence;
  return `${sentence} That is slow: memory that is mapped for each message is expensive on this machine, and ratios to decoding and parsing are lower than elsewhere.`;
}
