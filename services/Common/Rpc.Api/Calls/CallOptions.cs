namespace Grpc.Core;

/// <summary>What a caller sets for one call.</summary>
/// <param name="headers">Metadata to send.</param>
/// <param name="deadline">An absolute time in UTC; past it the call ends as <see cref="StatusCode.DeadlineExceeded"/>.</param>
/// <param name="cancellationToken">Ends the call as <see cref="StatusCode.Cancelled"/>.</param>
/// <param name="writeOptions">For the request of a unary call and, unless the writer says otherwise, each write of a stream.</param>
/// <param name="propagationToken">Accepted for source compatibility; a token of this library carries nothing.</param>
/// <param name="credentials">Metadata that proves the caller; sent over TLS only.</param>
public struct CallOptions(
    Metadata? headers = null,
    DateTime? deadline = null,
    CancellationToken cancellationToken = default,
    WriteOptions? writeOptions = null,
    ContextPropagationToken? propagationToken = null,
    CallCredentials? credentials = null)
{
    public Metadata? Headers { get; private set; } = headers;

    public DateTime? Deadline { get; private set; } = deadline;

    public CancellationToken CancellationToken { get; private set; } = cancellationToken;

    public WriteOptions? WriteOptions { get; private set; } = writeOptions;

    public ContextPropagationToken? PropagationToken { get; } = propagationToken;

    public CallCredentials? Credentials { get; private set; } = credentials;

    /// <summary>Kept for source compatibility: this client connects when called and does not queue for a connection that failed.</summary>
    public bool IsWaitForReady { get; private set; } = false;

    public readonly CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };

    public readonly CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };

    public readonly CallOptions WithCancellationToken(CancellationToken cancellationToken) =>
        this with { CancellationToken = cancellationToken };

    public readonly CallOptions WithWriteOptions(WriteOptions writeOptions) => this with { WriteOptions = writeOptions };

    public readonly CallOptions WithCredentials(CallCredentials credentials) => this with { Credentials = credentials };

    public readonly CallOptions WithWaitForReady(bool waitForReady = true) => this with { IsWaitForReady = waitForReady };
}
