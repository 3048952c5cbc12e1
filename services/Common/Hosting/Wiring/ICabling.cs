using Grpc.Core;
using KioskSim.Hosting.Deployments;

namespace KioskSim.Hosting.Wiring;

/// <summary>
/// Lays what is between callers and services: whatever passes on a line goes through it. A program that is deployed has none; who starts services in a
/// process of his own may lay one (<see cref="Deployment.Cabling"/>), and no configuration has a word for it.
/// </summary>
public interface ICabling
{
    /// <summary>The cable of one caller to one service.</summary>
    /// <param name="role">What the service is: a <see cref="Domain.Flow.Party"/>.</param>
    /// <param name="name">Which one.</param>
    /// <returns>Null: nothing is between them.</returns>
    ICable? Lay(Member caller, string role, string name);
}

/// <summary>What is between a caller and a service.</summary>
public interface ICable
{
    /// <summary>The same connection, with what happens to its bytes.</summary>
    /// <param name="socket">Under TLS; ends with what is returned.</param>
    Stream Bytes(Stream socket);

    /// <summary>What happens to a message on a line that is no socket.</summary>
    /// <param name="bytes">How long it is.</param>
    /// <param name="isAnswer">Whether it is on the way to the caller.</param>
    MessageFate Message(int bytes, bool isAnswer);

    /// <summary>The same calls, with what happens to them on their way: within their deadlines, and before errors are given their types.</summary>
    CallInvoker Calls(CallInvoker calls);
}

/// <summary>What becomes of a message.</summary>
/// <param name="Late">How much later than usual it arrives.</param>
/// <param name="Breaks">It does not: the connection breaks in its place.</param>
public readonly record struct MessageFate(TimeSpan Late, bool Breaks);
