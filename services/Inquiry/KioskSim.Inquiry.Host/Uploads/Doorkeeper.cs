using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace KioskSim.Inquiry.Host.Uploads;

/// <summary>How many inquiries one address may make, and how many are read at a time.</summary>
sealed class Doorkeeper : IDisposable
{
    readonly PartitionedRateLimiter<IPAddress> _addresses;
    readonly ConcurrencyLimiter _uploads;
    readonly SemaphoreSlim _desks;

    public Doorkeeper(InquiryOptions options)
    {
        var perAddress = new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / options.InquiriesAMinute,
        };
        _addresses = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
            address => RateLimitPartition.GetTokenBucketLimiter(NetworkOf(address), _ => perAddress));
        _uploads = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = options.Uploads });
        _desks = new SemaphoreSlim(options.Desks);
    }

    /// <param name="retryAfter">When the address may come again; at least a second.</param>
    public bool Admits(IPAddress address, out TimeSpan retryAfter)
    {
        using var lease = _addresses.AttemptAcquire(address);
        retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);
        return lease.IsAcquired;
    }

    /// <returns>To be disposed; null where as many inquiries are under way as there is room for.</returns>
    public IDisposable? EnterRoom()
    {
        var lease = _uploads.AttemptAcquire();
        if (lease.IsAcquired)
            return lease;
        lease.Dispose();
        return null;
    }

    /// <summary>Reads at a desk, once one is free: reading takes a core for as long as it lasts.</summary>
    public async Task<T> ReadAsync<T>(Func<T> read, CancellationToken cancel)
    {
        await _desks.WaitAsync(cancel);
        try
        {
            return await Task.Run(read, cancel);
        }
        finally
        {
            _desks.Release();
        }
    }

    public void Dispose()
    {
        _addresses.Dispose();
        _uploads.Dispose();
        _desks.Dispose();
    }

    // Whoever has one IPv6 address has as many as the network of 64 bits has.
    static IPAddress NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
