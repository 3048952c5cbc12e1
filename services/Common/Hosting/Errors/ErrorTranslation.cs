using Google.Protobuf;
using Grpc.Core;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;

namespace KioskSim.Hosting.Errors;

/// <summary>The typed error on the wire: a status for callers that do not know the type, and the type itself in a trailer.</summary>
public static class ErrorTranslation
{
    const string Trailer = "kiosksim-error-bin";

    internal static RpcException ToRpc(FlowException e)
    {
        var error = new FlowError { Code = (int)e.Code };
        if (e.TriesLeft is { } tries)
            error.TriesLeft = tries;
        return new RpcException(new Status(StatusOf(e.Code), e.Code.ToString()), new Metadata { { Trailer, error.ToByteArray() } });
    }

    /// <summary>The typed error that a call ended with. Unary calls of a <see cref="ZoneChannel"/> end with it; who reads or writes a stream asks for it here.</summary>
    /// <param name="e">What the call ended with.</param>
    /// <param name="unreachable">What it means that the other end does not answer.</param>
    public static FlowException FromRpc(RpcException e, FlowErrorCode unreachable)
    {
        if (e.Trailers.GetValueBytes(Trailer) is { } bytes && TryRead(bytes) is { } error)
            return new FlowException((FlowErrorCode)error.Code, triesLeft: error.HasTriesLeft ? error.TriesLeft : null, inner: e);
        return e.StatusCode switch
        {
            StatusCode.PermissionDenied or StatusCode.Unauthenticated => new FlowException(FlowErrorCode.CallerNotAllowed, inner: e),
            StatusCode.InvalidArgument or StatusCode.Unimplemented or StatusCode.ResourceExhausted => new FlowException(FlowErrorCode.BadRequest, e.StatusCode.ToString(), inner: e),
            // What the other end could not finish it has not answered: a reset, a deadline and a crash look alike from here.
            _ => new FlowException(unreachable, e.StatusCode.ToString(), inner: e),
        };
    }

    static FlowError? TryRead(byte[] bytes)
    {
        try
        {
            var error = FlowError.Parser.ParseFrom(bytes);
            return Enum.IsDefined((FlowErrorCode)error.Code) ? error : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    static StatusCode StatusOf(FlowErrorCode code) => code switch
    {
        FlowErrorCode.CallerNotAllowed => StatusCode.PermissionDenied,
        FlowErrorCode.BadRequest or FlowErrorCode.ApplicationUnreadable => StatusCode.InvalidArgument,
        FlowErrorCode.CentreUnreachable or FlowErrorCode.JpkiUnreachable or FlowErrorCode.CityUnreachable => StatusCode.Unavailable,
        FlowErrorCode.Internal => StatusCode.Internal,
        _ => StatusCode.FailedPrecondition,
    };
}
