using Microsoft.AspNetCore.Http;

namespace KioskSim.Inquiry.Host.Pages;

/// <summary>The style sheet and the script: the same for everybody, and part of the program.</summary>
sealed class StaticAsset(string name, string type)
{
    readonly byte[] _content = Read(name);

    public static IReadOnlyList<StaticAsset> All { get; } = [new("site.css", "text/css; charset=utf-8"), new("compare.js", "text/javascript; charset=utf-8")];

    public string Path => $"/{name}";

    public Task SendAsync(HttpContext context)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = _content.Length;
        return context.Response.Body.WriteAsync(_content, context.RequestAborted).AsTask();
    }

    static byte[] Read(string name)
    {
        using var stream = typeof(StaticAsset).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
