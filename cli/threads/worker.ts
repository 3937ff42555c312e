import {type MessagePort, parentPort, receiveMessageOnPort, workerData} from "node:worker_threads";
import {findProgram} from "../../src/kernels/programs.js";
import {control, type Order, takeParts} from "./control.js";

const {shared, port, index}: {shared: Int32Array; port: MessagePort; index: number} = workerData;

/** How often to look for the next job before falling asleep: some fifty microseconds, less than waking up takes. */
const patience = 5000;

let turn = Atomics.load(shared, control.turn);
Atomics.store(shared, control.ready + index, 1);
parentPort!.postMessage("ready");
for (;;) {
  for (let look = 0; look < patience && Atomics.load(shared, control.turn) === turn; ++look);
  Atomics.wait(shared, control.turn, turn);
  turn = Atomics.load(shared, control.turn);
  const order: Order | undefined = receiveMessageOnPort(port)?.message;
  if (!order) continue;
  try {
    takeParts(findProgram(order.program).load(order.job as never), order.parts, shared);
  } catch (error) {
    port.postMessage(error instanceof Error ? error.message : String(error));
    Atomics.add(shared, control.failed, 1);
  }
  Atomics.sub(shared, control.busy, 1);
  Atomics.notify(shared, control.busy);
}
