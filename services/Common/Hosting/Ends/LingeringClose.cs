using Microsoft.AspNetCore.Connections;

namespace KioskSim.Hosting.Ends;

/// <summary>
/// A connection that the service has ended is closed by the caller. What the caller sent before it had heard of the end is still read, and thrown away: closed on it,
/// the connection would be reset, and the caller would never learn which of its calls were not taken (GOAWAY; RFC 9113, section 6.8).
/// </summary>
static class LingeringClose
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Outside of TLS.</summary>
    public static ConnectionDelegate Around(ConnectionDelegate next, TimeProvider clock) => async connection =>
    {
        await next(connection);
        if (connection.Features.Get<LetIn>() is not null)
            await ReadOnAsync(connection, clock);
    };

    /// <summary>Inside of TLS: who is not let in gets nothing more.</summary>
    public static ConnectionDelegate Within(ConnectionDelegate next) => connection =>
    {
        connection.Features.Set(LetIn.Yes);
        return next(connection);
    };

    sealed record LetIn
    {
        public static readonly LetIn Yes = new();
    }

    static async Task ReadOnAsync(ConnectionContext connection, TimeProvider clock)
    {
        using var enough = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, connection.ConnectionClosed);
        var sent = connection.Transport.Input;
        try
        {
            while (await sent.ReadAsync(either.Token) is { IsCompleted: false } some)
                sent.AdvanceTo(some.Buffer.End);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            // It is closed, or nobody closes it.
        }
    }
}
