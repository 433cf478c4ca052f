// Components of the README, for the compiler of types.
declare module '*.vue' {
  import type { Component } from 'vue';

  const component: Component;
  export default component;
}
