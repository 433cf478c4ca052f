module.exports=[17645,a=>{"use strict";a.s([])}];

//# sourceMappingURL=1xnp__next-internal_server_app__global-error_page_actions_104q9noje_7kg.js.map