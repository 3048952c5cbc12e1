namespace KioskSim.Rpc.Tests.Hosting;

/// <summary>A service provider with one service.</summary>
sealed class OneService<T>(T service) : IServiceProvider
    where T : class
{
    public object? GetService(Type serviceType) => serviceType == typeof(T) ? service : null;
}
