using Google.Protobuf;
using Grpc.Core;

namespace KioskSim.Centre.Tests.Fixtures;

/// <summary>A line to a service that is not there: what it answers is said by the test, and every call is written down.</summary>
/// <param name="calls">Shared by all lines of a test, so that the order of calls over several lines shows.</param>
sealed class FakeLine(CallRecord calls) : OnlyUnary
{
    readonly Dictionary<string, Func<IMessage, Task<IMessage>>> _answers = [];

    public FakeLine On<TRequest, TResponse>(string method, Func<TRequest, TResponse> answer)
        where TRequest : IMessage
        where TResponse : IMessage
    {
        _answers[method] = request =>
        {
            try
            {
                return Task.FromResult<IMessage>(answer((TRequest)request));
            }
            catch (Exception e)
            {
                return Task.FromException<IMessage>(e);
            }
        };
        return this;
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var message = (IMessage)request;
        calls.Add(method.Name, message);
        return Answer(AnswerAsync());

        async Task<TResponse> AnswerAsync() => (TResponse)await _answers[method.Name](message);
    }
}

/// <summary>Calls in the order they were made.</summary>
sealed class CallRecord
{
    readonly Lock _lock = new();
    readonly List<(string Name, IMessage Message)> _calls = [];

    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_lock)
                return [.. _calls.Select(c => c.Name)];
        }
    }

    public void Add(string name, IMessage message)
    {
        lock (_lock)
            _calls.Add((name, message));
    }

    public void Clear()
    {
        lock (_lock)
            _calls.Clear();
    }

    /// <summary>What was asked by the only call of this name.</summary>
    public T Only<T>(string name)
    {
        lock (_lock)
            return (T)_calls.Single(c => c.Name == name).Message;
    }
}
