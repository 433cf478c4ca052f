// An ASP.NET Core app whose page hosts MyDataHelps: the session is ASP.NET's, the tokens come from mdh-authenticator.
using System.Net.Http.Headers;
using System.Text.Json;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDistributedMemoryCache();
builder.Services.AddSession(options => { options.Cookie.HttpOnly = true; options.Cookie.SameSite = SameSiteMode.Lax; });
builder.Services.AddHttpClient("authenticator", client =>
{
    client.BaseAddress = new Uri($"http://127.0.0.1:{builder.Configuration["INTERNAL_PORT"] ?? "8081"}/");
    client.Timeout = TimeSpan.FromSeconds(10);
    client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", builder.Configuration["INTERNAL_SECRET"]);
});

var app = builder.Build();
app.UseSession();

// A page of another site must not act with this user's cookie (cross-site request forgery).
app.Use((context, next) =>
{
    var site = context.Request.Headers["Sec-Fetch-Site"].ToString();
    var origin = context.Request.Headers.Origin.ToString();
    var own = site != "" ? site == "same-origin" : origin == "" || origin.Split("://").Last() == context.Request.Host.Value;
    if (own || !HttpMethods.IsPost(context.Request.Method)) return next(context);
    return Results.Json(new { error = "forbidden", error_description = "a page of another site may not do this" }, statusCode: 403)
        .ExecuteAsync(context);
});

app.MapPost("/api/mydatahelps-token", async (HttpContext context, IHttpClientFactory clients) =>
{
    context.Response.Headers.CacheControl = "no-store";
    if (context.Session.GetString("studyId") is not { } identifier)
        return Results.Json(new { error = "unauthenticated", error_description = "nobody is signed in" }, statusCode: 401);
    var (isObject, reason) = await ReadReason(context.Request);
    if (!isObject)
        return Results.Json(new { error = "bad_request", error_description = "the body is no JSON object" }, statusCode: 400);
    try
    {
        using var answer = await clients.CreateClient("authenticator").PostAsJsonAsync("internal/token", new { identifier, reason });
        if (answer.Headers.RetryAfter is { } wait) context.Response.Headers.RetryAfter = wait.ToString();
        return Results.Content(await answer.Content.ReadAsStringAsync(), "application/json", statusCode: (int)answer.StatusCode);
    }
    catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
    {
        context.Response.Headers.RetryAfter = "5";
        return Results.Json(new { error = "unavailable", error_description = "the authenticator is away" }, statusCode: 503);
    }
});

// Stands for the sign-in that your app already has. NOT SAFE TO COPY: it asks for no password.
var people = new Dictionary<string, string> { ["ada"] = "MDH-1001", ["grace"] = "MDH-1002", ["nobody"] = "MDH-0000" };
app.MapPost("/sign-in", async (HttpContext context) =>
{
    var form = await context.Request.ReadFormAsync();
    if (!people.TryGetValue(form["user"].ToString(), out var studyId)) { context.Response.StatusCode = 400; return; }
    context.Session.SetString("studyId", studyId);
    context.Response.StatusCode = 303;
    context.Response.Headers.Location = "/";
});

app.Run();

// Nothing is an empty object. Whatever is no text is no reason.
static async Task<(bool IsObject, string? Reason)> ReadReason(HttpRequest request)
{
    using var reader = new StreamReader(request.Body);
    var text = await reader.ReadToEndAsync();
    try
    {
        using var asked = JsonDocument.Parse(text == "" ? "{}" : text);
        if (asked.RootElement.ValueKind != JsonValueKind.Object) return (false, null);
        var isText = asked.RootElement.TryGetProperty("reason", out var reason) && reason.ValueKind == JsonValueKind.String;
        return (true, isText ? reason.GetString() : null);
    }
    catch (JsonException) { return (false, null); }
}
