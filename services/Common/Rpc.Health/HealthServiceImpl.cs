using System.Threading.Channels;
using Grpc.Core;
using Grpc.Health.V1;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.HealthCheck;

/// <summary>
/// Answers grpc.health.v1. Register one instance as a singleton, map it, and set statuses as the server learns them. The empty name is
/// the server as a whole.
/// </summary>
public class HealthServiceImpl : Health.V1.Health.HealthBase
{
    readonly Lock _gate = new();
    readonly Dictionary<string, ServingStatus> _statuses = [];
    readonly Dictionary<string, List<ChannelWriter<ServingStatus>>> _watchers = [];

    public void SetStatus(string service, ServingStatus status)
    {
        ArgumentNullException.ThrowIfNull(service);
        lock (_gate)
        {
            if (_statuses.TryGetValue(service, out var before) && before == status)
                return;
            _statuses[service] = status;
            Tell(service, status);
        }
    }

    /// <summary>Forgets a service: Check answers NOT_FOUND, watchers get SERVICE_UNKNOWN.</summary>
    public void ClearStatus(string service)
    {
        ArgumentNullException.ThrowIfNull(service);
        lock (_gate)
        {
            if (_statuses.Remove(service))
                Tell(service, ServingStatus.ServiceUnknown);
        }
    }

    /// <summary>Forgets every service.</summary>
    public void ClearAll()
    {
        lock (_gate)
        {
            foreach (var service in _statuses.Keys.ToArray())
                ClearStatus(service);
        }
    }

    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        lock (_gate)
        {
            return _statuses.TryGetValue(request.Service, out var status)
                ? Task.FromResult(new HealthCheckResponse { Status = status })
                : throw new RpcException(new Status(StatusCode.NotFound, ""));
        }
    }

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        // A watcher that reads slowly gets the newest status, not a backlog.
        var changes = Channel.CreateBounded<ServingStatus>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        Join(request.Service, changes.Writer);
        try
        {
            ServingStatus? sent = null;
            await foreach (var status in changes.Reader.ReadAllAsync(context.CancellationToken))
            {
                if (status == sent)
                    continue;
                await responseStream.WriteAsync(new HealthCheckResponse { Status = status });
                sent = status;
            }
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The usual end of a watch.
        }
        finally
        {
            Leave(request.Service, changes.Writer);
        }
    }

    void Tell(string service, ServingStatus status)
    {
        foreach (var watcher in _watchers.GetValueOrDefault(service, []))
            watcher.TryWrite(status);
    }

    void Join(string service, ChannelWriter<ServingStatus> watcher)
    {
        lock (_gate)
        {
            if (!_watchers.TryGetValue(service, out var watchers))
                _watchers[service] = watchers = [];
            watchers.Add(watcher);
            watcher.TryWrite(_statuses.GetValueOrDefault(service, ServingStatus.ServiceUnknown));
        }
    }

    void Leave(string service, ChannelWriter<ServingStatus> watcher)
    {
        lock (_gate)
        {
            var watchers = _watchers[service];
            watchers.Remove(watcher);
            if (watchers.Count == 0)
                _watchers.Remove(service);
        }
    }
}
