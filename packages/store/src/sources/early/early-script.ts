// The script that asks for the first token before the app's bundle is there.

/**
 * The text of the script, always the same, so that a content security policy can allow it by its hash. It sends the
 * store's own first request to the URL in its attribute `data-authenticator`, and leaves the answer in one property of
 * the window until a store takes it or the page is left.
 */
export const earlyScript: string =
  `{let d=document,w=window,j="application/json",u=new URL(d.currentScript.dataset.authenticator,d.baseURI).href;` +
  `(w.mdhEarly={u,w:Date.now(),m:performance.now(),a:fetch(u,{method:"POST",cache:"no-store",redirect:"manual",` +
  `headers:{accept:j,"content-type":j},body:'{"reason":"start"}'})}).a.catch(e=>e);` +
  `addEventListener("pagehide",e=>delete w.mdhEarly)}`;
