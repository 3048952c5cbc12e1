using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Rig;

/// <summary>Where <c>KIOSKSIM_PICTURES</c> names a folder, what is seen is kept there, for people to look at.</summary>
static class Pictures
{
    static readonly string? Folder = Environment.GetEnvironmentVariable("KIOSKSIM_PICTURES") is { Length: > 0 } folder ? folder : null;

    /// <param name="whole">All of the page; else what is in the window.</param>
    public static async Task KeepAsync(this IPage page, string name, bool whole = true)
    {
        if (Folder is null)
            return;
        await page.WaitForFunctionAsync("() => [...document.images].every(i => i.complete)");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{page.ViewportSize!.Width}-{name}.png"), FullPage = whole });
    }

    public static Task KeepAsync(byte[] file, string name) => Folder is null ? Task.CompletedTask : File.WriteAllBytesAsync(Path.Combine(Folder, name), file);
}
