// Angular's packages are compiled in part only: this does the rest as they are loaded.
export { VERSION } from '@angular/compiler';
