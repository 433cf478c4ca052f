<?php
// A PHP app whose page hosts MyDataHelps: the session is PHP's own, the tokens come from mdh-authenticator.
session_set_cookie_params(['httponly' => true, 'samesite' => 'Lax']);
session_start(['use_strict_mode' => true]);

/** A page of another site must not act with this user's cookie (cross-site request forgery). */
function is_own_page(): bool {
    $site = $_SERVER['HTTP_SEC_FETCH_SITE'] ?? '';
    $origin = $_SERVER['HTTP_ORIGIN'] ?? '';
    if ($site !== '') return $site === 'same-origin';
    return $origin === '' || preg_replace('#^https?://#', '', $origin) === $_SERVER['HTTP_HOST'];
}

function answer(int $status, string $json, array $headers = []): never {
    http_response_code($status);
    foreach (['Content-Type: application/json', 'Cache-Control: no-store', ...$headers] as $header) header($header);
    exit($json);
}

function mydatahelps_token(): never {
    if (!isset($_SESSION['study_id'])) answer(401, '{"error":"unauthenticated","error_description":"nobody is signed in"}');
    $asked = json_decode(file_get_contents('php://input') ?: '{}');
    if (!is_object($asked)) answer(400, '{"error":"bad_request","error_description":"the body is no JSON object"}');
    $body = json_encode(['identifier' => $_SESSION['study_id'], 'reason' => $asked->reason ?? null]);
    $header = "Content-Type: application/json\r\nAuthorization: Bearer " . getenv('INTERNAL_SECRET');
    $http = ['method' => 'POST', 'header' => $header, 'content' => $body, 'timeout' => 10, 'ignore_errors' => true];
    $url = 'http://127.0.0.1:' . (getenv('INTERNAL_PORT') ?: '8081') . '/internal/token';
    $text = @file_get_contents($url, false, stream_context_create(['http' => $http]));
    if ($text === false) answer(503, '{"error":"unavailable","error_description":"no authenticator"}', ['Retry-After: 5']);
    answer((int) explode(' ', $http_response_header[0])[1], $text, preg_grep('/^retry-after:/i', $http_response_header));
}

if ($_SERVER['REQUEST_METHOD'] === 'POST' && !is_own_page()) {
    answer(403, '{"error":"forbidden","error_description":"a page of another site may not do this"}');
}
$path = strtok($_SERVER['REQUEST_URI'], '?');
if ($path === '/api/mydatahelps-token') mydatahelps_token();
if ($path === '/sign-in') {
    // Stands for the sign-in that your app already has. NOT SAFE TO COPY: it asks for no password.
    $people = ['ada' => 'MDH-1001', 'grace' => 'MDH-1002', 'nobody' => 'MDH-0000'];
    session_regenerate_id(true);
    $_SESSION['study_id'] = $people[$_POST['user'] ?? ''] ?? exit(http_response_code(400));
    header('Location: /', true, 303);
}
