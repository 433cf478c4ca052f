module.exports=[55524,s=>{"use strict";s.s([])}];

//# sourceMappingURL=1xnp__next-internal_server_app_api_mydatahelps-token_route_actions_1g0qafn9rezd-.js.map