namespace Grpc.Core;

/// <summary>A way to one server: what clients are made from.</summary>
public abstract class ChannelBase
{
    /// <param name="target">Host and port, for people and logs.</param>
    protected ChannelBase(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    public string Target { get; }

    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Ends every call of this channel and closes its connections.</summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
