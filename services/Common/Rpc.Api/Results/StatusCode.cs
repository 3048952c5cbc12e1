namespace Grpc.Core;

/// <summary>How a call ended. Numbers and meanings are those of the published gRPC status codes (statuscodes.md).</summary>
public enum StatusCode
{
    /// <summary>The call succeeded.</summary>
    OK = 0,

    /// <summary>The call was cancelled, usually by the caller.</summary>
    Cancelled = 1,

    /// <summary>An error of another address space, or one too unspecific to name.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever state the system is in.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed first. The operation may have succeeded all the same.</summary>
    DeadlineExceeded = 4,

    /// <summary>What was asked for does not exist.</summary>
    NotFound = 5,

    /// <summary>What should be created exists.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota, a size limit or space is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state the operation needs; retrying without a change does not help.</summary>
    FailedPrecondition = 9,

    /// <summary>Aborted, typically for a concurrency conflict; retry at a higher level.</summary>
    Aborted = 10,

    /// <summary>Past the valid range.</summary>
    OutOfRange = 11,

    /// <summary>The server does not know or does not support this operation.</summary>
    Unimplemented = 12,

    /// <summary>An invariant is broken: a bug or a violated protocol.</summary>
    Internal = 13,

    /// <summary>The service cannot be reached now; retrying may help.</summary>
    Unavailable = 14,

    /// <summary>Data was lost or damaged beyond repair.</summary>
    DataLoss = 15,

    /// <summary>The caller has not shown who it is.</summary>
    Unauthenticated = 16,
}
