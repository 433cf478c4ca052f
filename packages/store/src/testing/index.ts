// @mdh-tokens/store/testing: a real store on a virtual platform, and a store that shows one state.
export {};
