using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using Grpc.Core;
using KioskSim.Hosting.Wiring;
using KioskSim.Rpc.Wire;

namespace KioskSim.Simulation.Network;

/// <summary>One call on a simulated line, as its caller has it. It ends once: by what arrives, by its deadline, or because the caller gives it up.</summary>
sealed class LineCall
{
    // Whoever is woken by what arrives goes on within the same turn of the loop; nobody is held up, for there is room for all of it.
    static readonly PipeOptions AtOnce = new(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 0, useSynchronizationContext: false);

    readonly LineInvoker _line;
    readonly IMethod _method;
    readonly CallOptions _options;
    readonly Fate _fate;
    readonly Pipe _requests = new(AtOnce);
    readonly Pipe _answers = new(AtOnce);
    readonly MessageWriter _writer;
    readonly MessageReader _reader;
    readonly TaskCompletionSource<Metadata> _headers = new();
    readonly CancellationTokenSource _callerGone = new();
    DeadlineTimer? _deadline;
    CancellationTokenRegistration _cancelled;
    int _sent;
    bool _isUnderWay;
    bool _isAnswered;
    DateTimeOffset _lastArrives;
    Status? _status;
    Metadata _trailers = Metadata.Empty;

    public LineCall(LineInvoker line, IMethod method, CallOptions options)
    {
        (_line, _method, _options) = (line, method, options);
        _fate = line.Lines.Weather.Next(line.Options.Credential.Zone, line.Who.Role);
        _writer = new MessageWriter(_requests.Writer, limit: null, CompressionLevel.NoCompression);
        _reader = new MessageReader(_answers.Reader, encodingName: null, StatusCode.Internal, limit: null);
    }

    public Task<Metadata> Headers => _headers.Task;

    public IMethod Method => _method;

    public CallOptions Options => _options;

    /// <summary>Cancelled when the other end hears that nobody waits for its answer.</summary>
    public CancellationToken CallerGone => _callerGone.Token;

    public PipeReader Requests => _requests.Reader;

    public Status GetStatus() => _status ?? throw new InvalidOperationException("The call has not ended.");

    public Metadata GetTrailers() => _status is null ? throw new InvalidOperationException("The call has not ended.") : _trailers;

    public void Start()
    {
        Log(">");
        if (_options.Deadline is { } deadline && deadline != DateTime.MaxValue)
            _deadline = new DeadlineTimer(_line.Lines.Clock, deadline, () => GiveUp(new Status(StatusCode.DeadlineExceeded, "")));
        _cancelled = _options.CancellationToken.Register(() => GiveUp(new Status(StatusCode.Cancelled, "")));
        _isUnderWay = true;
        var fate = Pass(_sent, isAnswer: false);
        if (_status is null && _fate.Mishap != Mishap.RequestLost)
            _line.Lines.Loop.After(_fate.There + fate.Late, fate.Breaks ? Break : Arrive);
    }

    public void Send<T>(Marshaller<T> marshaller, T message) where T : class
    {
        _writer.Write(message, marshaller.ContextualSerializer, encoding: null);
        var bytes = (int)_requests.Writer.UnflushedBytes;
        if (_isUnderWay && Pass(bytes, isAnswer: false).Breaks) // of a stream: the first is late, and the others are with it
            Break();
        _sent += bytes;
        Flush(_requests.Writer);
    }

    public void EndRequests() => _requests.Writer.Complete();

    public async Task<T> ReadSingleAsync<T>(Marshaller<T> marshaller) where T : class
    {
        var answer = await ReadAsync(marshaller) ?? throw new RpcException(new Status(StatusCode.Internal, "There is no answer."));
        await ReadAsync(marshaller); // the end comes behind it, and may be a bad one
        return answer;
    }

    /// <returns>Null at a good end.</returns>
    /// <exception cref="RpcException">At any other.</exception>
    public async Task<T?> ReadAsync<T>(Marshaller<T> marshaller) where T : class
    {
        if (_status is null or { StatusCode: StatusCode.OK } && await _reader.ReadAsync(marshaller.ContextualDeserializer, CancellationToken.None) is { } message)
            return message;
        return _status is { StatusCode: StatusCode.OK } ? null : throw new RpcException(_status!.Value, _trailers);
    }

    /// <summary>The caller wants no answer any more.</summary>
    public void Dispose() => GiveUp(new Status(StatusCode.Cancelled, ""));

    /// <summary>A piece of the answer leaves the other end.</summary>
    public void Answer(Metadata headers, byte[] piece) => Back(piece.Length, () =>
    {
        _headers.TrySetResult(headers);
        _answers.Writer.Write(piece);
        Flush(_answers.Writer);
    });

    /// <summary>The end of the answer leaves the other end.</summary>
    public void Answer(Metadata headers, Status status, Metadata trailers) => Back(0, () =>
    {
        _headers.TrySetResult(headers);
        End(status, trailers);
    });

    /// <summary>The connection breaks.</summary>
    public void Break() => _line.Lines.Loop.After(_fate.Back, () => End(new Status(StatusCode.Unavailable, ""), Metadata.Empty));

    void Arrive()
    {
        if (_fate.Mishap == Mishap.ResetBefore || _line.Reach() is not { } served)
        {
            Break();
            return;
        }

        var again = _fate.Mishap == Mishap.Twice && _method.Type == MethodType.Unary ? Copy() : null;
        _ = new LineExchange(this, _line, served, _requests.Reader, isHeard: true).RunAsync();
        if (again is not null)
            _ = new LineExchange(this, _line, served, again, isHeard: false).RunAsync();
    }

    // What was sent is there as a whole by now.
    PipeReader Copy()
    {
        var again = new Pipe(AtOnce);
        _requests.Reader.TryRead(out var sent);
        foreach (var part in sent.Buffer)
            again.Writer.Write(part.Span);
        again.Writer.Complete();
        _requests.Reader.AdvanceTo(sent.Buffer.Start);
        return again.Reader;
    }

    void Back(int bytes, Action arrive)
    {
        if (_fate.Mishap == Mishap.AnswerLost)
            return;
        var fate = bytes > 0 || !_isAnswered ? Pass(bytes, isAnswer: true) : default; // an end goes with what is before it
        _isAnswered = true;
        if (fate.Breaks || _fate.Mishap == Mishap.ResetAfter)
        {
            Break();
            return;
        }

        var now = _line.Lines.Clock.GetUtcNow();
        var arrives = now + _fate.Back + fate.Late;
        _lastArrives = arrives > _lastArrives ? arrives : _lastArrives; // nothing is overtaken on one connection
        _line.Lines.Loop.After(_lastArrives - now, () =>
        {
            if (_status is null)
                arrive();
        });
    }

    MessageFate Pass(int bytes, bool isAnswer) => _line.Options.Cable?.Message(bytes, isAnswer) ?? default;

    void GiveUp(Status status)
    {
        if (_status is not null)
            return;
        End(status, Metadata.Empty);
        _line.Lines.Loop.After(_fate.There, _callerGone.Cancel);
    }

    void End(Status status, Metadata trailers)
    {
        if (_status is not null)
            return;
        (_status, _trailers) = (status, trailers);
        _deadline?.Dispose();
        _cancelled.Unregister();
        _headers.TrySetResult(Metadata.Empty);
        Log("<", CallOutcome.Of(status));
        _answers.Writer.Complete();
    }

    void Log(string sign, string outcome = "") => _line.Lines.Log.Write(_line.Options.Credential.Zone, _line.Who, _line.Options.Role, _method, sign, outcome);

    // Never to be waited for: there is room for all of it.
    static void Flush(PipeWriter writer) => writer.FlushAsync(CancellationToken.None).GetAwaiter().GetResult();
}
