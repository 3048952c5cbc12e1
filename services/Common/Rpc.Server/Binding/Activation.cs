using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Rpc.Server.Binding;

/// <summary>
/// Gets an object for one call: the container's if the type is registered, else one made for the call and disposed after it.
/// </summary>
/// <param name="type">What to get.</param>
/// <param name="arguments">Constructor arguments beside the container's; with any, the object is always made.</param>
sealed class Activation<T>(Type type, IReadOnlyList<object> arguments)
    where T : class
{
    readonly object[] _arguments = [.. arguments];
    readonly Lazy<ObjectFactory> _factory =
        new(() => ActivatorUtilities.CreateFactory(type, [.. arguments.Select(static argument => argument.GetType())]));

    public Lease Take(IServiceProvider services) =>
        _arguments.Length == 0 && services.GetService(type) is T registered
            ? new(registered, isOwned: false)
            : new((T)_factory.Value(services, _arguments), isOwned: true);

    public readonly struct Lease(T instance, bool isOwned) : IAsyncDisposable
    {
        public T Instance => instance;

        public ValueTask DisposeAsync()
        {
            if (!isOwned)
                return default;
            if (instance is IAsyncDisposable later)
                return later.DisposeAsync();
            (instance as IDisposable)?.Dispose();
            return default;
        }
    }
}
