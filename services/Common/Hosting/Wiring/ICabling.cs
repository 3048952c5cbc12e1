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

    /// <summary>The same calls, with what happens to them on their way: within their deadlines, and before errors are given their types.</summary>
    CallInvoker Calls(CallInvoker calls);
}
