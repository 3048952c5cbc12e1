using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Client;
using KioskSim.Rpc.Client.Transport;
using KioskSim.Rpc.Wire;

namespace KioskSim.Rpc.Client.Calls;

/// <summary>One call with its messages.</summary>
sealed class MessageCall<TRequest, TResponse> : ClientCall
    where TRequest : class
    where TResponse : class
{
    static readonly StreamPipeReaderOptions ReaderOptions = new(bufferSize: 16 * 1024);

    readonly Method<TRequest, TResponse> _method;
    readonly RequestSerializer<TRequest> _serializer;
    PipeReader? _pipe;
    MessageReader? _messages;

    public MessageCall(GrpcChannel channel, Method<TRequest, TResponse> method, string? host, CallOptions options)
        : base(channel, method, host, options)
    {
        _method = method;
        _serializer = new(Lifetime, method.RequestMarshaller, Encoding, channel.MaxSendMessageSize, options.WriteOptions);
        LacksMessage = method.Type is MethodType.Unary or MethodType.ClientStreaming;
    }

    public void StartWith(TRequest request) => Start(new UnaryBody<TRequest>(_serializer, request));

    public RequestStream<TRequest> StartStream()
    {
        var body = new StreamBody(Lifetime);
        Start(body);
        return new(_serializer, body) { Answer = Exchange };
    }

    /// <summary>Starts to read the answer of a method that has one.</summary>
    public Task<TResponse> ReadSingle()
    {
        var answer = new TaskCompletionSource<TResponse>();
        _ = ReadInto(answer);
        return answer.Task;
    }

    public ResponseStream<TResponse> ReadStream() => new(Lifetime, ReadAsync);

    async Task ReadInto(TaskCompletionSource<TResponse> answer)
    {
        try
        {
            var response = await ReadAsync().ConfigureAwait(false);
            if (await ReadAsync().ConfigureAwait(false) is not null)
                throw Lifetime.Fail(Failure.Internal("The server answered with more than one message."));
            answer.SetResult(response!);
        }
        catch (Exception error)
        {
            answer.SetException(error);
            // A caller that has left, or learnt of the failure from a write, need not look.
            _ = answer.Task.Exception;
        }
    }

    /// <summary>The next response, or null once the call has ended well.</summary>
    /// <exception cref="RpcException">It has not ended well.</exception>
    async Task<TResponse?> ReadAsync()
    {
        try
        {
            var response = await Exchange.ConfigureAwait(false);
            if (response is not null && Lifetime.Ending is null)
            {
                _messages ??= await OpenAsync(response).ConfigureAwait(false);
                var message = await _messages.ReadAsync(_method.ResponseMarshaller.ContextualDeserializer, Lifetime.Token)
                    .ConfigureAwait(false);
                if (message is not null)
                {
                    LacksMessage = false;
                    return message;
                }
                End(ResponseHead.EndingAfter(response));
            }
        }
        catch (Exception error)
        {
            Lifetime.Fail(error);
        }
        if (_pipe is not null)
            await _pipe.CompleteAsync().ConfigureAwait(false);
        return Lifetime.Ending!.Status.StatusCode == StatusCode.OK ? null : throw Lifetime.Ending.ToException();
    }

    async ValueTask<MessageReader> OpenAsync(HttpResponseMessage response)
    {
        _pipe = PipeReader.Create(await response.Content.ReadAsStreamAsync(Lifetime.Token).ConfigureAwait(false), ReaderOptions);
        return new(_pipe, ResponseHead.EncodingOf(response), StatusCode.Internal, Channel.MaxReceiveMessageSize);
    }
}
