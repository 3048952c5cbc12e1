using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace KioskSim.Show;

/// <summary>Components to text.</summary>
sealed class Pages : IAsyncDisposable
{
    readonly ServiceProvider _services = new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();
    readonly HtmlRenderer _renderer;

    public Pages() => _renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);

    public Task<string> RenderAsync<T>(params ReadOnlySpan<(string Name, object? Value)> parameters)
        where T : IComponent
    {
        var view = ParameterView.FromDictionary(parameters.ToArray().ToDictionary(p => p.Name, p => p.Value));
        return _renderer.Dispatcher.InvokeAsync(async () => (await _renderer.RenderComponentAsync<T>(view)).ToHtmlString());
    }

    public async ValueTask DisposeAsync()
    {
        await _renderer.DisposeAsync();
        await _services.DisposeAsync();
    }
}
