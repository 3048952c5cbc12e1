using System.Numerics;

namespace KioskSim.Paper.Scramble.Reading;

/// <summary>
/// Weights that make of a few numbers (features) a target, with least squared error over all examples; pulled a little towards weights that
/// are known to be not bad, so that few examples cannot lead far away.
/// </summary>
internal sealed class LeastSquares
{
    /// <summary>Most features, a multiple of any vector's length.</summary>
    public const int Most = 64;

    readonly float[] _products = new float[Most * Most];
    readonly float[] _targets = new float[Most];
    readonly double[] _factor = new double[Most * Most];
    float _examples;

    public void Clear()
    {
        Array.Clear(_products);
        Array.Clear(_targets);
        _examples = 0;
    }

    /// <param name="features"><see cref="Most"/> of them; unused ones are 0.</param>
    public void Add(ReadOnlySpan<float> features, int count, float target, float weight)
    {
        _examples += weight;
        for (var i = 0; i < count; i++)
        {
            var scaled = weight * features[i];
            _targets[i] += scaled * target;
            var row = _products.AsSpan(i * Most, Most);
            for (var j = 0; j <= i; j += Vector<float>.Count)
                (new Vector<float>(row[j..]) + scaled * new Vector<float>(features[j..])).CopyTo(row[j..]);
        }
    }

    /// <param name="weights">In: what to stay near; out: the solution.</param>
    /// <param name="pull">As many examples' worth, as a share of all examples.</param>
    public void Solve(Span<float> weights, int count, float pull)
    {
        if (_examples < count)
            return;
        var ridge = pull * _examples;
        Span<double> solution = stackalloc double[Most];
        for (var i = 0; i < count; i++)
        {
            double value = _targets[i] + ridge * weights[i];
            for (var j = 0; j <= i; j++)
            {
                double sum = _products[i * Most + j] + (i == j ? ridge : 0);
                for (var k = 0; k < j; k++)
                    sum -= _factor[i * Most + k] * _factor[j * Most + k];
                _factor[i * Most + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-9)) : sum / _factor[j * Most + j];
            }

            for (var k = 0; k < i; k++)
                value -= _factor[i * Most + k] * solution[k];
            solution[i] = value / _factor[i * Most + i];
        }

        for (var i = count - 1; i >= 0; i--)
        {
            var value = solution[i];
            for (var k = i + 1; k < count; k++)
                value -= _factor[k * Most + i] * solution[k];
            solution[i] = value / _factor[i * Most + i];
            weights[i] = (float)solution[i];
        }
    }
}
