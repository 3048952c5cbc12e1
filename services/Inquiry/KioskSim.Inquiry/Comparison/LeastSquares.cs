namespace KioskSim.Inquiry.Comparison;

internal static class LeastSquares
{
    /// <summary>Gauss's elimination on a symmetric system.</summary>
    /// <param name="a">Upper half, and beside it the right-hand side; changed.</param>
    /// <returns>Empty: the numbers do not say.</returns>
    public static double[] Solve(double[,] a)
    {
        var size = a.GetLength(0);
        for (var i = 0; i < size; i++)
        {
            if (a[i, i] < 1e-9)
                return [];
            for (var j = i + 1; j < size; j++)
            {
                var share = a[i, j] / a[i, i];
                for (var k = j; k <= size; k++)
                    a[j, k] -= share * a[i, k];
            }
        }

        var x = new double[size];
        for (var i = size - 1; i >= 0; i--)
        {
            x[i] = a[i, size];
            for (var j = i + 1; j < size; j++)
                x[i] -= a[i, j] * x[j];
            x[i] /= a[i, i];
        }

        return x;
    }
}
