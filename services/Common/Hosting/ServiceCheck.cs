using Grpc.Health.V1;
using KioskSim.Domain.Errors;
using KioskSim.Hosting.Deployments;

namespace KioskSim.Hosting;

/// <summary>Whether a service serves, asked from beside it: what an engine runs in its container again and again, where there is neither shell nor curl.</summary>
static class ServiceCheck
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks on each line that somebody whose certificate is here listens on.</summary>
    /// <param name="plain">Where it listens without TLS as well; null: nowhere.</param>
    /// <exception cref="IOException">It does not serve, or nobody whose certificate is here listens anywhere.</exception>
    /// <exception cref="FlowException">Nobody answers.</exception>
    /// <exception cref="HttpRequestException">Likewise.</exception>
    public static async Task AskAsync(Deployment deployment, string? plain)
    {
        var listening = deployment.OwnListeners;
        if (listening.Count == 0 && plain is null)
            throw new IOException("Nobody whose certificate is here listens anywhere.");
        foreach (var member in listening)
        {
            using var line = deployment.OpenOwn(member, FlowErrorCode.Internal, Patience);
            var reply = await new Health.HealthClient(line.Invoker).CheckAsync(new HealthCheckRequest());
            if (reply.Status != HealthCheckResponse.Types.ServingStatus.Serving)
                throw new IOException($"{member.Role} {member.Name} does not serve.");
        }

        if (plain is not null)
        {
            using var http = new HttpClient { Timeout = Patience };
            using var reply = await http.GetAsync(deployment.OwnHttp(plain));
            reply.EnsureSuccessStatusCode();
        }
    }
}
