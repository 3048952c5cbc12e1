using KioskSim.Hosting.Deployments;

namespace KioskSim.Compose;

/// <summary>Somebody of a line, certificate and all, who speaks by curl instead of by our programs.</summary>
sealed class ForeignCaller
{
    readonly Containers _containers;
    readonly string _identity;

    /// <param name="member">As files of a deployment call it: line and what it is.</param>
    public ForeignCaller(Containers containers, string member)
    {
        (_containers, _identity) = (containers, Path.Combine(containers.Work, $"{member}.pem"));
        var kit = DeploymentFiles.Of(Path.Combine(containers.Work, "secrets", "prover"));
        ForeignProgram.RunWell(
            "openssl", "openssl", ["pkcs12", "-nodes", "-passin", "pass:", "-out", _identity], input: kit.Read(Assert.Single(kit.Names($"{member}.", ".pfx"))));
    }

    /// <summary>Asks for something without saying any more about it.</summary>
    /// <returns>gRPC's status: 7 is no permission.</returns>
    public string Ask(string service, string network, int port, string method)
    {
        var heads = ForeignProgram.RunWell(
            "curl", "curl",
            [
                "-sSk", "--http2", "--cert", _identity, "-H", "content-type: application/grpc", "-H", "te: trailers", "--data-binary", "@-", "-D", "-", "-o", "/dev/null",
                $"https://{_containers.AddressOf(service, network)}:{port}/{method}",
            ],
            input: new byte[5]).Text; // a frame with an empty message
        return heads.Split('\n').Single(l => l.StartsWith("grpc-status:", StringComparison.Ordinal)).Split(':')[1].Trim();
    }
}
