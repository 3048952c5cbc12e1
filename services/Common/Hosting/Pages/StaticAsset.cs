using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Hosting.Pages;

/// <summary>A style sheet or a script: the same for everybody, and part of the program.</summary>
/// <param name="program">In which it is embedded, under its name.</param>
/// <param name="type">Media type.</param>
public sealed class StaticAsset(Assembly program, string name, string type)
{
    readonly byte[] _content = Read(program, name);

    /// <summary>Colours, type and spacing that all pages share.</summary>
    public static StaticAsset Tokens { get; } = new(typeof(StaticAsset).Assembly, "tokens.css", "text/css; charset=utf-8");

    /// <summary>Every style sheet and script of a program.</summary>
    public static IReadOnlyList<StaticAsset> AllOf(Assembly program) =>
    [
        .. program.GetManifestResourceNames().Where(n => n.EndsWith(".css", StringComparison.Ordinal)).Select(n => new StaticAsset(program, n, "text/css; charset=utf-8")),
        .. program.GetManifestResourceNames().Where(n => n.EndsWith(".js", StringComparison.Ordinal)).Select(n => new StaticAsset(program, n, "text/javascript; charset=utf-8")),
    ];

    public string Path => $"/{name}";

    public Task SendAsync(HttpContext context)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = _content.Length;
        return context.Response.Body.WriteAsync(_content, context.RequestAborted).AsTask();
    }

    static byte[] Read(Assembly program, string name)
    {
        using var stream = program.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
