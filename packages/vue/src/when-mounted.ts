// Work for the mounting of a component: a server, which disposes of no scope, does none of it.
import { getCurrentInstance, onMounted } from 'vue';

/** Outside of a component, in an effect scope, it is done at once. */
export function whenMounted(work: () => void): void {
  if (getCurrentInstance()) onMounted(work);
  else work();
}
