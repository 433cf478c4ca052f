// A Java app whose page hosts MyDataHelps: the session is the app's own, the tokens come from mdh-authenticator.
// It runs as it is on a JDK of 17 or later: java StudyPortal.java. In a servlet, tokenAnswer() is called by doPost().

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

public class StudyPortal {
  /** What is answered: a status, JSON, and the seconds after which a page should come again, where there are any. */
  record Answer(int status, String json, String retryAfter) {}

  static final URI INTERNAL = URI.create("http://127.0.0.1:" + env("INTERNAL_PORT", "8081") + "/internal/token");
  static final HttpClient CLIENT = HttpClient.newHttpClient();
  static final Pattern REASON = Pattern.compile("\"reason\"\\s*:\\s*\"(\\w+)\"");

  static Answer tokenAnswer(String studyId, String asked) {
    if (studyId == null) return error(401, "unauthenticated", "nobody is signed in");
    if (!asked.isBlank() && !asked.strip().matches("(?s)\\{.*\\}")) return error(400, "bad_request", "the body is no JSON object");
    var reason = REASON.matcher(asked);
    var body = "{\"identifier\":\"%s\",\"reason\":\"%s\"}".formatted(studyId, reason.find() ? reason.group(1) : "start");
    var request = HttpRequest.newBuilder(INTERNAL).timeout(Duration.ofSeconds(10))
        .header("Authorization", "Bearer " + env("INTERNAL_SECRET", ""))
        .POST(HttpRequest.BodyPublishers.ofString(body)).build();
    try {
      var answer = CLIENT.send(request, BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body(), answer.headers().firstValue("Retry-After").orElse(null));
    } catch (IOException | InterruptedException away) {
      return new Answer(503, error(503, "unavailable", "the authenticator is away").json(), "5");
    }
  }

  /** A page of another site must not act with this user's cookie (cross-site request forgery). */
  static boolean isOwnPage(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    var site = headers.getFirst("Sec-Fetch-Site");
    var origin = headers.getFirst("Origin");
    if (site != null && !site.isEmpty()) return site.equals("same-origin");
    return origin == null || origin.replaceFirst("^https?://", "").equals(headers.getFirst("Host"));
  }

  static Answer error(int status, String code, String description) {
    return new Answer(status, "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(code, description), null);
  }

  // Stands for the session and the sign-in that your app already has. NOT SAFE TO COPY: it asks for no password.
  static final Map<String, String> PEOPLE = Map.of("ada", "MDH-1001", "grace", "MDH-1002", "nobody", "MDH-0000");
  static final Map<String, String> SESSIONS = new ConcurrentHashMap<>();

  static String studyIdOf(HttpExchange exchange) {
    var cookie = Pattern.compile("(?:^|; )session=([\\w-]+)")
        .matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Cookie")));
    return cookie.find() ? SESSIONS.get(cookie.group(1)) : null;
  }

  static void signIn(HttpExchange exchange, String form) throws IOException {
    var studyId = PEOPLE.get(form.replaceFirst("^user=", ""));
    var session = UUID.randomUUID().toString();
    if (studyId != null) SESSIONS.put(session, studyId);
    exchange.getResponseHeaders().set("Set-Cookie", "session=" + session + "; HttpOnly; SameSite=Lax; Path=/");
    exchange.getResponseHeaders().set("Location", "/");
    exchange.sendResponseHeaders(studyId == null ? 400 : 303, -1);
  }

  static void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var path = exchange.getRequestURI().getPath();
      if (!isOwnPage(exchange)) send(exchange, error(403, "forbidden", "a page of another site may not do this"));
      else if (path.equals("/sign-in")) signIn(exchange, body);
      else if (path.equals("/api/mydatahelps-token")) send(exchange, tokenAnswer(studyIdOf(exchange), body));
      else send(exchange, error(404, "not_found", "there is nothing here"));
    }
  }

  static void send(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (answer.retryAfter() != null) exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
    var bytes = answer.json().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  static String env(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }

  public static void main(String[] args) throws IOException {
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(env("PORT", "8000"))), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", StudyPortal::handle);
    server.start();
  }
}
