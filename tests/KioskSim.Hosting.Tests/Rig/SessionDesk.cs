using Google.Protobuf;
using Grpc.Core;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;

namespace KioskSim.Hosting.Tests.Rig;

/// <summary>A centre that knows which sessions began with it, and nothing else.</summary>
sealed class SessionDesk : CertificateCentre.CertificateCentreBase
{
    readonly HashSet<ByteString> _sessions = [];
    readonly Lock _lock = new();
    int _begun;

    public int UnderWay
    {
        get
        {
            lock (_lock)
                return _sessions.Count;
        }
    }

    /// <summary>Since the test began.</summary>
    public int Begun => _begun;

    /// <summary>What a session waits for before it is there.</summary>
    public Task Slow { get; set; } = Task.CompletedTask;

    /// <summary>Ends when one waits for it.</summary>
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task<BeginReply> Begin(BeginRequest request, ServerCallContext context)
    {
        Asked.TrySetResult();
        await Slow;
        var session = ByteString.CopyFromUtf8($"{Interlocked.Increment(ref _begun)} of {GetHashCode()}");
        lock (_lock)
            _sessions.Add(session);
        return new BeginReply { Session = session };
    }

    public override Task<IssueReply> Issue(IssueRequest request, ServerCallContext context)
    {
        lock (_lock)
            return _sessions.Contains(request.Session) ? Task.FromResult(new IssueReply()) : throw new FlowException(FlowErrorCode.SessionExpired);
    }

    public override Task<SettleReply> Settle(SettleRequest request, ServerCallContext context)
    {
        lock (_lock)
            return _sessions.Remove(request.Session) ? Task.FromResult(new SettleReply()) : throw new FlowException(FlowErrorCode.SessionExpired);
    }
}
