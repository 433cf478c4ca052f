module.exports=[92748,a=>{"use strict";a.s([])}];

//# sourceMappingURL=0f7i_next-app-yq27kb__next-internal_server_app__not-found_page_actions_08w1rup-meb1u.js.map